#!/usr/bin/env dotnet
#:package Acme.Copilot.SDK@*
#:property PublishAot=false

using Acme.Copilot;

var session = await client.CreateSessionAsync(new SessionConfig { Model = "gpt-5" });
