/** The three forms of one time that the API has: in most places, of enrollments, and in Prism. */
export const inRecords = (ms: number): string => new Date(ms).toISOString().replace("Z", "000Z");
export const ofEnrollment = (ms: number): string => inPrism(ms).replace("T", " ");
export const inPrism = (ms: number): string => new Date(ms).toISOString().replace("Z", "000+00:00");
