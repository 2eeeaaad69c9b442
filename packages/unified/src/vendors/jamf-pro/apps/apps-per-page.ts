/** The largest page of apps. */
export const APPS_PER_PAGE = 5000;
