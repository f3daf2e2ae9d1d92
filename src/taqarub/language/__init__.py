"""An article becomes words: normal forms, sentences, clitics, word classes."""
