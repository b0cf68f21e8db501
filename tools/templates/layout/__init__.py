"""What the Word templates are made of: words, styles, building blocks and a module for each template."""
