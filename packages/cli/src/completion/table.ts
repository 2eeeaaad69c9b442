/** What a shell can complete, as JSON: made when the package is built, so that completing loads no command. */
export type CompletionTable = {
  readonly vendors: readonly string[];
  /** Options of every command. */
  readonly shared: OptionEntries;
  /** By name: `devices list`. */
  readonly commands: Readonly<Record<string, CommandEntry>>;
  /** Field names by resource, for options that take lists of them. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
};

export type CommandEntry = {
  readonly summary: string;
  readonly options: OptionEntries;
  /** What the first argument can be. */
  readonly words?: readonly string[] | undefined;
};

export type OptionEntries = Readonly<Record<string, OptionEntry>>;

export type OptionEntry = {
  readonly summary: string;
  /** Name of the value in help; none for a switch. */
  readonly value?: string | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly multiple?: true | undefined;
};

export type Candidate = { readonly text: string; readonly summary?: string | undefined };
