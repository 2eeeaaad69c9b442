/** The fields of a `multipart/form-data` body, in order; undefined for another body. Files are read as text. */
export function parseMultipart(text: string): [name: string, value: string][] | undefined {
  const boundary = /^--[^\r\n]+/.exec(text)?.[0];
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${text}`.split(`\r\n${boundary}`);
  if (!parts.pop()?.startsWith("--")) return undefined;
  const fields = parts.map(fieldOf);
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

function fieldOf(part: string): [name: string, value: string] | undefined {
  const end = part.indexOf("\r\n\r\n");
  const name = /^content-disposition:.*?[;\s]name="([^"]*)"/im.exec(part.slice(0, end))?.[1];
  return end === -1 || name === undefined ? undefined : [name, part.slice(end + 4)];
}
