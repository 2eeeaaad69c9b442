/** A field nobody has looked for in the vendor's records yet: absent, as one that the vendor cannot tell. */
export const undecided = undefined;
