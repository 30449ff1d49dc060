// After the module's own code: starts it. The same script is the page's and the workers'.

createHuisClos();
