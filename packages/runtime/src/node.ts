export { createNodeFetch, type NodeFetch, type NodeFetchOptions, nodeFetch } from "./node/node-fetch.ts";
