function run() { document.title = "ran"; }
run();
