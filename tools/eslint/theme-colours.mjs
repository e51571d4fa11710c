const COLOUR = /#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(rgb|hsl)a?\(/i;

/** Colours have meanings, and the meanings stand in one theme. @type {import('eslint').Rule.RuleModule} */
export const themeColours = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: '{{text}}: take the colour by its meaning from the theme (libs/web/ui)' },
  },
  create(context) {
    const judge = (/** @type {import('estree').Node} */ node, /** @type {unknown} */ text) => {
      const found = typeof text === 'string' && COLOUR.exec(text);
      if (found) context.report({ node, messageId: 'literal', data: { text: found[0] } });
    };
    return {
      Literal: node => judge(node, node.value),
      TemplateElement: node => judge(node, node.value.raw),
    };
  },
};
