const LIMIT = 65_536; // bytes of an error body that are read

type Words = { vendorMessage?: string | undefined; vendorCode?: string | undefined };

/** The message and code in an error body: JSON of the usual shapes, text, or nothing. */
export async function vendorWords(response: Response): Promise<Words> {
  const text = await limitedText(response);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return text ? { vendorMessage: text } : {};
  }
  if (!isRecord(body)) return {};
  const first = Array.isArray(body.errors) ? body.errors[0] : undefined;
  const sources = [body, body.error, first].filter(isRecord);
  const pick = (keys: string[], fits: (value: unknown) => boolean) =>
    sources.flatMap((source) => keys.map((key) => source[key])).find(fits);
  const message = pick(
    ["message", "error_description", "description", "detail", "reason", "title", "error"],
    isText,
  );
  const code = pick(["status", "code", "error"], (value) => value !== response.status && isCode(value));
  return {
    vendorMessage: message === undefined ? undefined : String(message),
    vendorCode: code === undefined ? undefined : String(code),
  };
}

async function limitedText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let size = 0; reader && size < LIMIT; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      text += decoder.decode(value, { stream: true });
    }
    reader?.cancel().catch(() => {});
  } catch {
    // The status has been told; whatever is missing of the body is only detail.
  }
  return text.slice(0, LIMIT);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isCode = (value: unknown): boolean =>
  /^[\w.:-]{1,64}$/.test(typeof value === "number" ? `${value}` : isText(value) ? String(value) : "");
