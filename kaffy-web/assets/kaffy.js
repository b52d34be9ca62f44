// kaffy
