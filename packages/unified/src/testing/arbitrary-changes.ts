import fc from "fast-check";

/** Values to write, by property; a property that is not here needs one of the vendor's own. */
export type Values = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Texts on which a form, a length limit, XML, JSON or trimming could stumble. */
const AWKWARD = [
  "",
  " ",
  " spaced out ",
  "0",
  "null",
  "a,b|c;d",
  `<b a="1">&amp;</b> ]]>`,
  "line\nbreak",
  "tab\there",
  "\u0000\u0007",
  "\u200b",
  "\u00a0kept\u00a0",
  "Zoë Ångström 山田 👩‍💻",
  "x".repeat(300),
  "x".repeat(5000),
];

const plainText = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .,_-]{0,20}[A-Za-z0-9]$/);

/** Any text, mostly such as people write. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: plainText, weight: 6 },
  { arbitrary: fc.string({ unit: "grapheme" }), weight: 1 },
  { arbitrary: fc.constantFrom(...AWKWARD), weight: 2 },
);

const address = fc.oneof(
  { arbitrary: fc.emailAddress(), weight: 6 },
  {
    arbitrary: fc.constantFrom("", " ", "no address", "A.B@Example.com", " a@example.com ", null),
    weight: 1,
  },
);

const emailRef = fc.record(
  {
    email: address,
    type: fc.constantFrom("primary", "alternate", "work", "", null),
    is_primary: fc.constantFrom(true, false, null),
  },
  { requiredKeys: ["email"] },
);

const note = fc.record(
  { id: fc.constantFrom(null, "n1"), title: fc.option(anyText), content: anyText },
  { requiredKeys: ["content"] },
);

/** Properties that mean the same for every vendor; references and labels need what a vendor knows. */
const COMMON_VALUES = {
  name: anyText,
  asset_tag: fc.option(anyText),
  app_id: anyText,
  version: anyText,
  is_system_app: fc.option(fc.boolean()),
  notes: fc.option(fc.array(note, { maxLength: 2 })),
  custom_fields: fc.option(
    fc.dictionary(anyText, fc.oneof(anyText, anyText, fc.constantFrom(null, 7, true, 0.5), fc.constant({})), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
  emails: fc.option(
    fc.uniqueArray(emailRef, { maxLength: 3, selector: ({ email }) => email?.trim().toLowerCase() }),
  ),
} satisfies Values;

/** References by id to records the vendor knows, and none. */
export function refTo(ids: readonly string[]): fc.Arbitrary<{ id: string } | null> {
  return fc.option(fc.constantFrom(...ids).map((id) => ({ id })));
}

/** One to three of the properties; those demanded always. */
export function changesAmong(
  names: readonly string[],
  demanded: readonly string[],
  values: Values,
): fc.Arbitrary<Record<string, unknown>> {
  const model = Object.fromEntries(names.map((name) => [name, valuesOf(name, values)]));
  return fc
    .subarray([...names], { minLength: 1, maxLength: Math.min(names.length, 3) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...new Set([...chosen, ...demanded])].map((name) => [name, model[name] ?? valuesOf(name, values)]),
        ),
      ),
    );
}

function valuesOf(name: string, values: Values): fc.Arbitrary<unknown> {
  const known: Values = { ...COMMON_VALUES, ...values };
  const value = known[name];
  if (value) return value;
  throw new Error(`No values to write to ${name}. Set \`values\`.`);
}
