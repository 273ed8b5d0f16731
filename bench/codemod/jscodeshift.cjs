/** The least that a codemod can do with jscodeshift: one insertion into each file, and print. */
module.exports = (file, { jscodeshift: j }) => {
  const root = j(file.source);
  root.get().node.program.body.unshift(j.template.statement`void 0;`);
  return root.toSource();
};
