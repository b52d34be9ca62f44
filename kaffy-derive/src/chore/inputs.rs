//! `#[input(…)]`: what a parameter says about its input. Its options are those of a field of a form.

use darling::{Error, Result, ast::NestedMeta};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Attribute, DeriveInput, Expr, FnArg, ItemFn, Meta, PatType, Path, Token, Type, parse_quote, punctuated::Punctuated,
    spanned::Spanned,
};

use crate::{
    admin_fields::{self, FieldsModel},
    nearest::suggest,
    wording::of_attribute,
    words::plain,
};

/// All options of an input.
const OPTIONS: [&str; 22] = [
    "belongs_to",
    "blank",
    "choices",
    "color",
    "custom",
    "default",
    "email",
    "embedded",
    "help",
    "key_value",
    "label",
    "max",
    "max_len",
    "min",
    "min_len",
    "pattern",
    "placeholder",
    "relation",
    "secret",
    "show_if",
    "tel",
    "textarea",
];
/// Those that are read here, and one of an address, which stands beside the others in messages.
const OWN: [&str; 2] = ["url", "validate"];

/// A parameter that people fill in.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) name: Ident,
    pub(super) ty: Type,
    /// Its documentation, which stands under the input.
    docs: Vec<Attribute>,
    /// What it says, as a field does.
    options: Vec<NestedMeta>,
    /// Functions that look at it once it fits its type.
    pub(super) rules: Vec<Path>,
}

impl Input {
    /// Reads the attributes of a parameter.
    pub(super) fn new(name: &Ident, parameter: &PatType) -> (Self, Vec<Error>) {
        let docs = parameter.attrs.iter().filter(|attr| attr.path().is_ident("doc")).cloned().collect();
        let (name, ty) = (name.clone(), (*parameter.ty).clone());
        let mut input = Self { name, ty, docs, options: Vec::new(), rules: Vec::new() };
        let mut errors = Vec::new();
        for attr in parameter.attrs.iter().filter(|attr| is_mark(attr)) {
            let options = match &attr.meta {
                Meta::List(list) => NestedMeta::parse_meta_list(list.tokens.clone()).map_err(Error::from),
                _ => {
                    let message = "`#[input]` says nothing without options; write `#[input(…)]`";
                    Err(Error::custom(message).with_span(attr.path()))
                }
            };
            match options {
                Ok(options) => errors.extend(options.into_iter().filter_map(|option| input.take(option).err())),
                Err(error) => errors.push(error),
            }
        }
        if plain(&input.name).starts_with('_') {
            let message = "names that begin with `_` are those of the page itself; leave the `_` out";
            errors.push(Error::custom(message).with_span(&input.name));
        }
        (input, errors)
    }

    fn take(&mut self, option: NestedMeta) -> Result<()> {
        let NestedMeta::Meta(meta) = option else {
            let message = "expected the name of an option: `#[input(option = value)]`";
            return Err(Error::custom(message).with_span(&option));
        };
        let name = meta.path().get_ident().map(plain).unwrap_or_default();
        match name.as_str() {
            "validate" => self.rules.extend(rules(&meta)?),
            "secret" => self.options.push(NestedMeta::Meta(secret(meta)?)),
            known if OPTIONS.contains(&known) || known == "url" => self.options.push(NestedMeta::Meta(meta)),
            unknown => {
                let nearest = suggest(unknown, OPTIONS.into_iter().chain(OWN));
                return Err(Error::custom(format!("unknown option `{unknown}`{nearest}")).with_span(meta.path()));
            }
        }
        Ok(())
    }

    /// The field that it becomes.
    pub(super) fn field(&self, vis: &syn::Visibility) -> TokenStream {
        let Self { name, ty, docs, .. } = self;
        match docs.is_empty() {
            true => {
                let words = format!("The input `{}`.", plain(name));
                quote!(#[doc = #words] #vis #name: #ty)
            }
            false => quote!(#(#docs)* #vis #name: #ty),
        }
    }
}

/// What the inputs are as a form, with every mistake in their options.
pub(super) fn form(ident: &Ident, title: &str, root: &TokenStream, inputs: &[Input]) -> Result<FieldsModel> {
    let fields =
        inputs.iter().map(|Input { name, ty, docs, options, .. }| quote!(#(#docs)* #(#[admin(#options)])* #name: #ty));
    let input: DeriveInput = parse_quote! {
        #[admin(crate = #root, name = #title)]
        struct #ident { #(#fields),* }
    };
    admin_fields::read(&input).map_err(|errors| of_attribute(errors, "input"))
}

/// The function without what only the macro reads.
pub(super) fn without_marks(mut item: ItemFn) -> ItemFn {
    for parameter in &mut item.sig.inputs {
        if let FnArg::Typed(typed) = parameter {
            typed.attrs.retain(|attr| !is_mark(attr) && !attr.path().is_ident("doc"));
        }
    }
    item
}

fn is_mark(attr: &Attribute) -> bool {
    attr.path().is_ident("input")
}

/// `secret` is what a field calls `password`.
fn secret(meta: Meta) -> Result<Meta> {
    match meta {
        Meta::Path(path) => {
            let word = Ident::new("password", path.span());
            Ok(parse_quote!(#word))
        }
        other => Err(Error::custom("`secret` is a bare word; it takes no value").with_span(&other)),
    }
}

/// `validate = f`, `validate(f, g)`.
fn rules(meta: &Meta) -> Result<Vec<Path>> {
    let wrong =
        |at: &dyn Fn(Error) -> Error| at(Error::custom("write it as `validate = function` or `validate(one, other)`"));
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Path(path) if path.qself.is_none() => Ok(vec![path.path.clone()]),
            other => Err(wrong(&|error| error.with_span(other))),
        },
        Meta::List(list) => {
            let paths = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
            let paths: Vec<_> = paths.map_err(|_| wrong(&|error| error.with_span(meta)))?.into_iter().collect();
            if paths.is_empty() { Err(wrong(&|error| error.with_span(meta))) } else { Ok(paths) }
        }
        Meta::Path(path) => Err(wrong(&|error| error.with_span(path))),
    }
}
