import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Handler } from '../../src/http/create-handler.ts';

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, ResponseObject>> };
}
interface Operation {
  readonly responses: Readonly<Record<string, ResponseObject>>;
}
interface ResponseObject {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** Says what is wrong with an answer, in the eyes of the OpenAPI document that the handler itself gives out. */
export type ContractCheck = (method: string, path: string, response: Response, text: string) => string[];

/** Makes the check from the document of a handler. It shares nothing with the code that made the document. */
export async function createContractCheck(handler: Handler): Promise<ContractCheck> {
  const response = await handler(new Request('http://host.example/openapi.json'));
  const document = (await response.json()) as OpenApiDocument;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (instance: Ajv2020) => void)(ajv);
  ajv.addSchema({ ...document, $id: 'https://contract.example/' });
  const validators = new Map<string, ReturnType<Ajv2020['compile']>>();

  function validatorOf(schema: object): ReturnType<Ajv2020['compile']> {
    const key = JSON.stringify(schema);
    const made =
      validators.get(key) ?? ajv.compile(JSON.parse(key.replaceAll('"#/', '"https://contract.example/#/')) as object);
    validators.set(key, made);
    return made;
  }

  const patterns = Object.entries(document.paths).map(([template, operations]) => ({
    pattern: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    operations,
  }));

  return (method, path, answer, text) => {
    const operations = patterns.find(({ pattern }) => pattern.test(path))?.operations;
    const operation = operations?.[(method === 'HEAD' ? 'get' : method).toLowerCase()];
    const faults: string[] = [];
    const { status } = answer;
    if (answer.headers.get('cache-control')?.startsWith('no-store') !== true) faults.push('it may be stored');
    if (answer.headers.get('x-content-type-options') !== 'nosniff') faults.push('its type may be guessed');

    // The methods and paths that are no operation still answer in the words of the contract.
    if (operation === undefined && method === 'OPTIONS' && status === 204)
      return answer.headers.has('allow') ? faults : [...faults, 'OPTIONS without Allow'];
    if (status === 405 && !answer.headers.has('allow')) faults.push('405 without Allow');
    const direct = operation?.responses[String(status)];
    const isUnlisted = operation === undefined && (status === 404 || status === 405);
    const component = isUnlisted ? `Problem${status}` : direct?.$ref?.split('/').at(-1);
    const described = component === undefined ? direct : document.components.responses[component];
    if (described === undefined) return [...faults, `status ${status} is not in the contract`];

    const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? null;
    if (described.content === undefined) return text === '' ? faults : [...faults, 'a body where none is described'];
    const content = mediaType === null ? undefined : described.content[mediaType];
    if (content === undefined) return [...faults, `media type ${mediaType} is not in the contract`];
    if (method === 'HEAD') return text === '' ? faults : [...faults, 'HEAD with a body'];
    if (mediaType === 'text/event-stream') return faults;
    const body: unknown = JSON.parse(text);
    const validate = validatorOf(content.schema);
    if (!validate(body)) faults.push(`the body does not fit: ${ajv.errorsText(validate.errors)}`);
    if (status >= 400 && (body as { status: number }).status !== status) faults.push('status and body differ');
    return faults;
  };
}
