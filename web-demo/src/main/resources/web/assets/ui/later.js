/** The start of a property that the parent sets before the first rendering. @returns {any} */
export const later = () => undefined;
