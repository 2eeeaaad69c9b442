import { observeRetries } from "./retries.mjs";

const [origin, closed] = process.argv.slice(2);
console.log(JSON.stringify(await observeRetries(origin, closed)));
