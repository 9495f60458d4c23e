// Files are sent as text of the form, each with its name: the bytes as they are.
"use strict";
(() => {
  const form = document.getElementById("adding");
  const chosen = form.querySelector("input[type=file]");
  const told = document.getElementById("reading");
  chosen.closest("label").hidden = false;

  const coded = (file) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(file.name.replace(/\n/g, " ") + "\n" + String(reader.result).split(",")[1]);
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...chosen.files];
    if (files.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.most)) {
      told.textContent = form.dataset.large;
      return;
    }
    form.querySelector("button").disabled = true;
    told.textContent = told.dataset.words;
    for (const each of await Promise.all(files.map(coded))) {
      const field = document.createElement("textarea");
      field.name = "file";
      field.value = each;
      field.hidden = true;
      form.append(field);
    }
    form.submit();
  });
})();
