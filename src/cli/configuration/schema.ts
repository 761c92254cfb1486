import type {OptionSpec} from '../option-spec.ts';
import {configurableOptions} from './options.ts';

/** The JSON Schema of configuration files, drawn from the table of flags. */
export function configurationSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of plugtest',
    description:
      'plugtest.config.json: the names of flags without dashes. Flags and PLUGTEST_… variables go before it.',
    type: 'object',
    properties: {
      $schema: {type: 'string'},
      target: {type: 'string', description: 'The plugin: what plugtest takes as its first word.'},
      command: {
        type: 'array',
        items: {type: 'string'},
        minItems: 1,
        description: 'Words of the command that starts the plugin.',
      },
      ...Object.fromEntries(configurableOptions().map(option => [option.name, propertyOf(option)])),
    },
    additionalProperties: false,
  };
}

function propertyOf(option: OptionSpec): object {
  const about = {
    description: option.description,
    ...(option.default !== undefined && {
      default: option.kind === 'integer' ? Number(option.default) : option.default,
    }),
  };
  switch (option.kind) {
    case 'boolean':
      return {type: 'boolean', ...about};
    case 'integer':
      return {type: 'integer', minimum: option.least ?? 0, ...about};
    case 'duration':
      return {type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m)?$', ...about};
    case 'list':
      return {type: 'array', items: {type: 'string'}, ...about};
    case 'pairs':
      return {type: 'object', additionalProperties: {type: 'string'}, ...about};
    case 'text':
      return {
        type: 'string',
        ...(option.choices && !option.severalChoices && {enum: option.choices}),
        ...about,
      };
  }
}
