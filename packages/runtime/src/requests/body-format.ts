import type { BodyFormat } from "../operation/operation.ts";

const FORM = "application/x-www-form-urlencoded";

export const jsonBody: BodyFormat = {
  contentType: "application/json",
  write: (body) => JSON.stringify(body),
};

/** A form; arrays are repeated fields. What is absent or null is left out. */
export const formBody: BodyFormat = { contentType: FORM, write: (body) => writeForm(repeatedFields(body)) };

/** A form; arrays are joined by commas. What is absent or null is left out. */
export const joinedFormBody: BodyFormat = {
  contentType: FORM,
  write: (body) => writeForm(present(Object.entries(body ?? {}))),
};

/** Parts of a multipart form; arrays are repeated parts. What is absent or null is left out. */
export const multipartBody: BodyFormat = {
  write(body) {
    if (body instanceof FormData) return body;
    const form = new FormData();
    for (const [name, value] of repeatedFields(body)) {
      form.append(name, value instanceof Blob ? value : String(value));
    }
    return form;
  },
};

function writeForm(fields: [string, unknown][]): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
}

function repeatedFields(body: unknown): [string, unknown][] {
  return present(
    Object.entries(body ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one): [string, unknown] => [name, one]),
    ),
  );
}

function present(fields: [string, unknown][]): [string, unknown][] {
  return fields.filter(([, value]) => value !== undefined && value !== null);
}
