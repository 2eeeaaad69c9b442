import { expect, it } from "vitest";
import { estimateTokens } from "./tokens.ts";

// What the o200k tokenizer of OpenAI makes of these texts, counted once.
it.each([
  ["C02XL0AAJG5J", 8],
  ["3f2b8c1e-9d4a-4b7e-8f6c-2a1d5e9b7c30", 35],
  ['["MacBook Pro","macos","15.6.1",null]', 16],
  ["Zoë’s Mac 東京の端末", 8],
])("estimates more tokens for %s than a tokenizer makes", (text, counted) => {
  expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted);
});
