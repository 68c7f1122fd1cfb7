// What a host hears of the views, for people and tests to see.
const list = document.getElementById("events");
for (const type of ["preau-ready", "preau-search", "preau-select", "preau-error"]) {
  document.addEventListener(type, ({ target, detail }) => {
    const line = document.createElement("li");
    line.textContent = `${target.localName} ${type} ${JSON.stringify(detail ?? {})}`;
    list.append(line);
  });
}
