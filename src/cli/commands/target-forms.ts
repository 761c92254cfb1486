/** What may stand for a plugin, for help and error texts. */
export const targetForms =
  'socket path, unix://, tcp:// or http(s):// address, .spec or .json file, or the name of a plugin';
