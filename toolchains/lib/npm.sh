ensure_npm() { :; }
