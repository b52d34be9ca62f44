//! What the compiler says about the macros: mistakes in `fail/`, everything that must compile in `pass/`.
