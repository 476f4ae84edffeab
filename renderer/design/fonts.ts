// Latin and Vietnamese subsets in the weights the tokens use; OFL-1.1. Everything else of the package stays out of the bundle.
import "@fontsource/be-vietnam-pro/latin-400.css";
import "@fontsource/be-vietnam-pro/latin-600.css";
import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/vietnamese-600.css";
