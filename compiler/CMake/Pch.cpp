// Anchor of the precompiled header; see Pch.h.
