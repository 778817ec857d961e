// Says on the page that the device gave no key; allauth would only write it to the console.
document.addEventListener("allauth.error", (event) => {
  const sentence = document.querySelector("[data-passkey-failed]");
  if (!sentence) return;
  event.preventDefault();
  sentence.hidden = false;
  sentence.scrollIntoView({ block: "nearest" });
});
