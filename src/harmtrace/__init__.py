"""Reports of attacks on civilians in, an accountable record out: every figure walks back to its sentence."""

__version__ = "0.1.0"
