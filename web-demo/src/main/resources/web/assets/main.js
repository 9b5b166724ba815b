/** The page's entry: everything hangs from `plenum-app`. */
import './ui/plenum-app/plenum-app.js';
