"use strict";
exports.entries = {
  runtime: require("blog-runtime"),
  testing: require("blog-runtime/testing"),
  http: require("blog-runtime/http"),
  doctor: require("blog-runtime/doctor"),
};
