import { readFileSync } from 'node:fs';
import path from 'node:path';
import { declaredIn, judgeImport } from '../boundaries.mjs';
import { ROOT } from '../places.mjs';

const declared = declaredIn(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));

/** Every import of a room goes by the table in tools/boundaries.mjs. @type {import('eslint').Rule.RuleModule} */
export const roomImports = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}}' } },
  create(context) {
    const file = path.relative(ROOT, context.filename).split(path.sep).join('/');
    const judge = (/** @type {any} */ source) => {
      if (typeof source?.value !== 'string') return;
      const why = judgeImport({ file, specifier: source.value, declared });
      if (why) context.report({ node: source, messageId: 'forbidden', data: { why } });
    };
    const fromSource = (/** @type {any} */ node) => judge(node.source);
    return {
      ImportDeclaration: fromSource,
      ExportNamedDeclaration: fromSource,
      ExportAllDeclaration: fromSource,
      ImportExpression: fromSource,
      TSImportType: (/** @type {any} */ node) => judge(node.source),
      CallExpression: node => {
        const callee = context.sourceCode.getText(node.callee);
        if (/^(require|jest\.(mock|requireActual|unstable_mockModule))$/.test(callee))
          judge(node.arguments[0]);
      },
    };
  },
};
