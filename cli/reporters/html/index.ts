import { type PageInput, pageData } from "./data.ts";
import { page } from "./page.ts";

/** The run as one HTML file that loads nothing: overview, files, differences, declined sites, lint findings. */
export const html = (input: PageInput): string => page(pageData(input));
