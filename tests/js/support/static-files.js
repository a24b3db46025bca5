import { register } from "node:module";

/**
 * Served, all apps' static files lie in one folder; on disk they do not. After this import a module that is imported
 * dynamically finds the other app's: `const { Opened } = await import("…/console/opened.js")`.
 */
const hooks = `
  export const resolve = (specifier, context, next) => {
    const url = specifier.startsWith(".") && context.parentURL ? new URL(specifier, context.parentURL).href : specifier;
    return next(url.replace("/staff_console/static/livechat/", "/livechat/static/livechat/"), context);
  };
`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
