/** Whether a record can be named by an id: half of a surrogate pair is in no URL, and NUL in no database. */
export const isRecordId = (id: string | null): id is string => !!id && !/[\0\p{Surrogate}]/u.test(id);
