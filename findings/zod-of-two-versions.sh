#!/usr/bin/env bash
# json-schema-to-zod 2.8.1 and zod 4.6.7: code for the version it was asked for
#
# Expected: with zodVersion 4, the default, the code runs with zod 4.
# Seen:     `format: ipv4` and `ipv6` become z.string().ip(...), which zod 4 no longer has: the module fails when it is
#           loaded. Other formats are deprecated forms that still work.
# So:       load what was generated once in a test; a preprocessor that removes the two formats helps.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try json-schema-to-zod@2.8.1 zod@4.6.7 <<'E2'
import { jsonSchemaToZod } from "json-schema-to-zod";
import { z } from "zod";
import { seen } from "./seen.mjs";

const loaded = (format) => {
  const code = jsonSchemaToZod({ type: "string", format }, { zodVersion: 4 });
  try {
    return { code, parses: typeof new Function("z", `return ${code}`)(z).parse };
  } catch ({ message }) {
    return { code, message };
  }
};

const message = "z.string(...).ip is not a function";
seen("ipv4", loaded("ipv4"), { code: 'z.string().ip({ version: "v4" })', message });
seen("ipv6", loaded("ipv6"), { code: 'z.string().ip({ version: "v6" })', message });
seen("uuid", loaded("uuid"), { code: "z.string().uuid()", parses: "function" });
E2
