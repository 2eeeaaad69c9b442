/** The largest page of a table of System Insights. */
export const MOST_ROWS = 10_000;

/** Filters that JumpCloud applies. */
export const pushedAppFilters = {
  device: ({ id }: { id?: string }) => isPlainWord(id),
  device_type: () => true,
  platform: () => true,
};

/** Of Linux only, whose package names JumpCloud stores as they are. Names elsewhere come from several columns. */
export const narrowedAppFilters = { name: isPlainWord, app_id: isPlainWord };

/** Text that stands for itself in a filter of JumpCloud's v2 API, where commas, bars and colons part values. */
function isPlainWord(value: string | undefined): boolean {
  return value !== undefined && /^[^\s,|:]+$/.test(value);
}
