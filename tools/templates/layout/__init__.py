"""What the Word templates are made of: words, styles, building blocks and the four documents."""
