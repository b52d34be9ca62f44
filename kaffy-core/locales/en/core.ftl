form-required = This is required.
