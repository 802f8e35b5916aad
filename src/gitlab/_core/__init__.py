"""How a call becomes HTTP: pure values and flows, no I/O, no clock, no HTTP library."""
