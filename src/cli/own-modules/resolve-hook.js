// Makes `plugtest/authoring` mean the running plugtest. Runs in Node's thread for loaders; no imports of ours.
let authoring = '';

/** @param {{authoring: string}} data */
export function initialize(data) {
  authoring = data.authoring;
}

/**
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => unknown} next
 */
export function resolve(specifier, context, next) {
  return next(specifier === 'plugtest/authoring' ? authoring : specifier, context);
}
