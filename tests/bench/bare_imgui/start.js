createBare();
