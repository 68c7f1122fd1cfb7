// Copies the code; where the browser refuses, selects it, so that the keyboard does.
const said = document.getElementById("copied");
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    const code = document.querySelector(`pre[aria-labelledby="${button.dataset.copy}"] code`);
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = "The code is copied.";
    } catch {
      getSelection().selectAllChildren(code);
      said.textContent = "The code is selected: copy it by the keyboard.";
    }
  });
}
