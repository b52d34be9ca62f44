form-required = Dieses Feld ist erforderlich.
