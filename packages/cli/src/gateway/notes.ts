/** What ID is in commands for one entry of a list. */
export const idNote = (list: string): string => `ID is the id that \`mdmkit gateway ${list} list\` shows.`;

/** What the argument of commands for one account is. */
export const accountNote = (argument: "ID" | "ACCOUNT"): string =>
  `${argument} is the account's id, or its name if that is unique.`;

export const SECRET_NOTE = "Store the secret now. It cannot be shown again.";
