//! How the command is linked.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |key| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // Most of what one small file costs is memory, and most of that is the program itself. A program
    // that stands at an address of its own needs no address written into its tables when it starts,
    // which leaves a megabyte and a half of it on the disk. Where libraries are linked in as well,
    // the compiler has its own way.
    let is_gnu = target("OS") == "linux" && target("ENV") == "gnu";
    if is_gnu && !target("FEATURE").contains("crt-static") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
