@rem npm scripts begin with "exec" so that signals reach Node itself on Unix; this is the word for Windows.
@%*
