export const KG_PER_POUND = 0.45359237;
export const KG_PER_STONE = 14 * KG_PER_POUND;
