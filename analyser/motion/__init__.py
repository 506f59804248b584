"""The stance of a speech on the motion before the House: how it is read and how it is trained."""
