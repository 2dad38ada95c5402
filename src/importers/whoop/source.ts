/** Whose values they are. */
export const SOURCE = 'WHOOP';
