/** Milliseconds as the vendor has times: seconds with a fraction. */
export const seconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;
